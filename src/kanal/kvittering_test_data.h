/*
 * kvittering_test_data: a small export that was sent, and reports on it. For the tests and the fuzz
 * harness.
 */
#ifndef KANAL_KVITTERING_TEST_DATA_H
#define KANAL_KVITTERING_TEST_DATA_H

#include "kanal/kanal.h"

static inline const struct kanal_sendt_liste *kvittering_sendt(void)
{
    static struct kanal_sendt sendt[] = {
        {{"a1", 2}, {100}}, {{"a2", 2}, {250}}, {{"a3", 2}, {2700408}}};
    static const struct kanal_sendt_liste liste = {
        {"VEDERLAG-0101-NK-0000000017", 27}, sendt, sizeof(sendt) / sizeof(sendt[0])};

    return &liste;
}

#define PAIN002_NS "urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"
#define PAIN002_HEAD                                                                               \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"" PAIN002_NS "\">"              \
    "<CstmrPmtStsRpt><GrpHdr><MsgId>R1</MsgId><CreDtTm>2021-06-04T12:00:00</CreDtTm></GrpHdr>"
#define PAIN002_GROUP(inside)                                                                      \
    "<OrgnlGrpInfAndSts><OrgnlMsgId>VEDERLAG-0101-NK-0000000017</OrgnlMsgId>"                      \
    "<OrgnlMsgNmId>pain.001.001.03</OrgnlMsgNmId>" inside "</OrgnlGrpInfAndSts>"
#define PAIN002_PAYMENT(inside)                                                                    \
    "<OrgnlPmtInfAndSts><OrgnlPmtInfId>VEDERLAG-0101-NK-0000000017-1</OrgnlPmtInfId>" inside       \
    "</OrgnlPmtInfAndSts>"
#define PAIN002_TX(id, status, more)                                                               \
    "<TxInfAndSts><OrgnlEndToEndId>" id "</OrgnlEndToEndId><TxSts>" status "</TxSts>" more         \
    "</TxInfAndSts>"
#define PAIN002_WHY(code, text)                                                                    \
    "<StsRsnInf><Rsn><Cd>" code "</Cd></Rsn><AddtlInf>" text "</AddtlInf></StsRsnInf>"
#define PAIN002_END "</CstmrPmtStsRpt></Document>\n"

#endif
