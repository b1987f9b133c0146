/*
 * kvittering_fuzz: the libFuzzer harness of receipts (kvittering_fuzz.h). Its corpus is
 * tests/fuzz/kvittering/.
 */
#include "kanal/kvittering_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kvittering_fuzz(data, size);
    return 0;
}
