/*
 * sag_fuzz: the libFuzzer harness of facts (sag_fuzz.h). Its corpus is
 * tests/fuzz/sag/.
 */
#include "sag/sag_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sag_fuzz(data, size);
    return 0;
}
