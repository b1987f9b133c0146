/*
 * request_fuzz: the libFuzzer harness of requests (request_fuzz.h). Its corpus is
 * tests/fuzz/request/.
 */
#include "web/request_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    request_fuzz(data, size);
    return 0;
}
