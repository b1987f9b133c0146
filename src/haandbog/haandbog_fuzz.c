/*
 * haandbog_fuzz: the libFuzzer harness of handbooks (haandbog_fuzz.h). Its corpus is
 * tests/fuzz/haandbog/.
 */
#include "haandbog/haandbog_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    haandbog_fuzz(data, size);
    return 0;
}
