/*
 * api_fuzz: the libFuzzer harness of the API (api_fuzz.h). Its corpus is tests/fuzz/api/.
 */
#include "api/api_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    api_fuzz(data, size);
    return 0;
}
