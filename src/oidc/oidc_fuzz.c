/*
 * oidc_fuzz: the libFuzzer harness of what a provider answers (oidc_fuzz.h). Its corpus is
 * tests/fuzz/oidc/.
 */
#include "oidc/oidc_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    oidc_fuzz(data, size);
    return 0;
}
