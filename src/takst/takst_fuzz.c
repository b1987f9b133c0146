/*
 * takst_fuzz: the libFuzzer harness of rate files (takst_fuzz.h). Its corpus is
 * tests/fuzz/takst/.
 */
#include "takst/takst_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    takst_fuzz(data, size);
    return 0;
}
