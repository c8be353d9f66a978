import { variablesTo } from "../../../src/bootstrap/inventory";
import { resolveTarget } from "../../../src/reader/target";
import { environmentOf } from "../../support/enos";

const aliyunKeys = { CONNECT_ALIYUN_ACCESS_KEY_ID: "canary-id", CONNECT_ALIYUN_ACCESS_KEY_SECRET: "canary-secret" };

test.each([
  [
    { ...environmentOf("https://enos.example.com"), CONNECT_ENOS_API_VERSION: "v2.1", CONNECT_MAX_ATTEMPTS: "2" },
    { CONNECT_ENOS_ENDPOINT: "https://enos.example.com/", CONNECT_ENOS_ORG_ID: "o1" },
  ],
  [
    { ...aliyunKeys, CONNECT_ALIYUN_REGION: "cn-shanghai", CONNECT_ALIYUN_INSTANCE_ID: "iot-1" },
    { CONNECT_ALIYUN_REGION: "cn-shanghai", CONNECT_ALIYUN_INSTANCE_ID: "iot-1" },
  ],
  [
    { ...aliyunKeys, CONNECT_ALIYUN_ENDPOINT: "iot.example.com", CONNECT_ALIYUN_REGION: "cn-shanghai" },
    { CONNECT_ALIYUN_ENDPOINT: "https://iot.example.com/" },
  ],
])("of %j the place needs %j: no credentials, and nothing that does not matter", (environment, expected) => {
  expect(variablesTo(resolveTarget({}, environment))).toEqual(expected);
});
