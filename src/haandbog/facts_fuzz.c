/*
 * facts_fuzz: the libFuzzer harness of facts and their payment (facts_fuzz.h). Its corpus is
 * tests/fuzz/facts/.
 */
#include "haandbog/facts_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    facts_fuzz(data, size);
    return 0;
}
