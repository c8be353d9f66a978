import type { Assumed } from "../check";
import { signatures } from "./signatures";
import { type AliyunSubject, absentKey, only } from "./subject";
import type { Answer } from "./wire";

const keyOf = ({ wireProducts: [{ ProductKey }] }: AliyunSubject) => ProductKey;
const outcome = ({ status, json }: Answer) => ({ status, success: json?.Success ?? null, code: json?.Code || null });
const members = ({ json }: Answer) => Object.keys(json ?? {}).sort();

/** How each assumption of the emulator is tried, or why it is not. */
export const assumed: Assumed<AliyunSubject> = {
  ...signatures,
  "business-refusals-are-200": {
    observe: async ({ wire }) => outcome(await wire.query(absentKey)),
    except: "Of the gateway's statuses those of a wrong signature and an unknown key are tried.",
  },
  "business-texts": {
    observe: async ({ wire }) => ({ text: (await wire.query(absentKey)).json?.ErrorMessage }),
    except: "Only the text of a product that is not there is compared.",
  },
  "gateway-texts": {
    observe: async (subject) => {
      const { status, json } = await subject.wire.query(keyOf(subject), { AccessKeyId: absentKey });
      return { status, text: json?.Message };
    },
    except: "Only the text of an unknown key is compared.",
  },
  "default-format": {
    observe: async (subject) => ({
      root: (await subject.wire.query(keyOf(subject), { Format: undefined })).root ?? "JSON",
    }),
    except: "Only with HMAC-SHA1.",
  },
  xml: {
    observe: async (subject) => ({
      success: (await subject.wire.query(keyOf(subject), { Format: "XML" })).root,
      refusal: (await subject.wire.query(keyOf(subject), { Format: "XML", AccessKeyId: absentKey })).root,
    }),
    except: "Only the outermost elements are compared.",
  },
  "success-code": {
    observe: async (subject) => {
      const codeOf = ({ json }: Answer) => (json?.Success === true ? ["Code" in json, json.Code] : "refused");
      return { one: codeOf(await subject.wire.query(keyOf(subject))), list: codeOf(await subject.wire.list("1", "1")) };
    },
  },
  "request-id-case": {
    observe: async (subject) => {
      const id = String((await subject.wire.query(keyOf(subject))).json?.RequestId);
      return { uuid: /^[\da-f-]{36}$/i.test(id), capitals: id === id.toUpperCase(), small: id === id.toLowerCase() };
    },
  },
  "refusals-of-tuya": {
    observe: async (subject) => {
      only("tuya", subject);
      return {
        gateway: members(await subject.wire.query(keyOf(subject), { AccessKeyId: absentKey })),
        service: members(await subject.wire.query(absentKey)),
      };
    },
  },
  "tuya-parameters": {
    observe: async (subject) => {
      only("tuya", subject);
      const absent = { Version: undefined, SignatureVersion: undefined, Format: undefined };
      return outcome(await subject.wire.query(keyOf(subject), absent));
    },
  },
  "tuya-instances": {
    observe: async (subject) => {
      only("tuya", subject);
      return outcome(await subject.wire.query(keyOf(subject), { IotInstanceId: absentKey }));
    },
  },
  "tuya-token": "It takes a temporary key of Tuya, if there is such a thing.",
  "region-ignored": {
    observe: async (subject) => outcome(await subject.wire.query(keyOf(subject), { RegionId: "eu-central-1" })),
  },
  "one-account": "It takes a second access key.",
  "permission-denied": "It takes an access key that may not read.",
  instances: {
    observe: async (subject) => {
      only("alibaba", subject);
      return { code: (await subject.wire.query(keyOf(subject), { IotInstanceId: absentKey })).json?.Code };
    },
    except: "Only an instance that does not exist is tried.",
  },
  "page-parameters": {
    observe: async ({ wire }) => ({
      pageZero: (await wire.list("0", "1")).json?.Code,
      sizeZero: (await wire.list("1", "0")).json?.Code,
      tooLarge: (await wire.list("1", "201")).json?.Code,
      noNumber: (await wire.list("1", "x")).json?.Code,
    }),
  },
  "empty-product-key": {
    observe: async ({ wire }) => ({
      empty: (await wire.query("")).json?.Code,
      missing: (await wire.query(undefined)).json?.Code,
      unusual: (await wire.query("a b/c")).json?.Code,
    }),
  },
  "same-moment": "It takes products of the same moment.",
  "commodity-filter": {
    observe: async ({ wire }) => {
      const listBy = async (AliyunCommodityCode: string) => (await wire.list("1", "1", { AliyunCommodityCode })).json;
      return { known: (await listBy("iothub_senior"))?.Success, unknown: (await listBy("other"))?.Code };
    },
    except: "What a known word finds is not compared.",
  },
  limits: "No limit is sought.",
  "retry-hint": "No limit is sought.",
  "plain-http": "Nothing is sent to a platform over plain HTTP.",
};
