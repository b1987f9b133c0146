/*
 * kanalfil_fuzz: the libFuzzer harness of our own files (kanalfil_fuzz.h). Its corpus is
 * tests/fuzz/kanalfil/.
 */
#include "kanal/kanalfil_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kanalfil_fuzz(data, size);
    return 0;
}
