import { type Assumed, NotTried } from "../check";
import { type AliyunSubject, absentKey, only } from "./subject";

const MINUTE = 60_000;
const keyOf = ({ wireProducts: [{ ProductKey }] }: AliyunSubject) => ProductKey;
const wrong = { signature: "d3Jvbmc=" };

/** Assumptions about what is signed, and what is looked at first. */
export const signatures: Assumed<AliyunSubject> = {
  "order-of-checks": {
    observe: async ({ wire, wireProducts: [{ ProductKey }] }) => ({
      versionBeforeKey: (await wire.query(ProductKey, { Version: "2000-01-01", AccessKeyId: absentKey })).json?.Code,
      keyBeforeTime: (await wire.query(ProductKey, { AccessKeyId: absentKey }, { off: 60 * MINUTE })).json?.Code,
      timeBeforeSignature: (await wire.query(ProductKey, {}, { ...wrong, off: 60 * MINUTE })).json?.Code,
      signatureBeforeParameters: (await wire.query(undefined, {}, wrong)).json?.Code,
    }),
    except: "Only four neighbours are tried.",
  },
  "tuya-no-acs3": {
    observe: async (subject) => {
      only("tuya", subject);
      return { code: (await subject.wire.acs3("QueryProduct", { ProductKey: keyOf(subject) })).json?.Code };
    },
  },
  "acs3-accepted": {
    observe: async (subject) => {
      only("alibaba", subject);
      const { status, json } = await subject.wire.acs3("QueryProduct", { ProductKey: keyOf(subject) });
      return { status, success: json?.Success };
    },
  },
  "acs3-headers": {
    observe: async (subject) => {
      only("alibaba", subject);
      const unsigned = ["x-acs-date"];
      return {
        code: (await subject.wire.acs3("QueryProduct", { ProductKey: keyOf(subject) }, { unsigned })).json?.Code,
      };
    },
    except: "Only an unsigned x-acs-date is tried.",
  },
  "acs3-body": {
    observe: async (subject) => {
      only("alibaba", subject);
      const sent = { "x-acs-content-sha256": "0".repeat(64) };
      return { code: (await subject.wire.acs3("QueryProduct", { ProductKey: keyOf(subject) }, { sent })).json?.Code };
    },
  },
  "string-to-sign": {
    observe: async (subject) => {
      const message = String((await subject.wire.query(keyOf(subject), {}, wrong)).json?.Message);
      return { quoted: message.includes("QueryProduct") };
    },
    except: "Whether a security token is quoted is not looked at.",
  },
  "repeated-parameter": {
    observe: async (subject) => {
      const { json } = await subject.wire.query(keyOf(subject), {}, { repeated: ["ProductKey", absentKey] });
      return { code: json?.Code || null, first: json?.Data?.ProductKey === keyOf(subject) };
    },
    except: "Only in the query.",
  },
  "clock-window": {
    observe: async (subject) => {
      const at = async (minutes: number) => {
        const { json } = await subject.wire.query(keyOf(subject), {}, { off: minutes * MINUTE });
        return json?.Code || "accepted";
      };
      return { "-16": await at(-16), "-14": await at(-14), "+14": await at(14), "+16": await at(16) };
    },
    except: "Only with HMAC-SHA1.",
  },
  nonce: {
    observe: async (subject) => {
      const SignatureNonce = `live-${Date.now()}`;
      const code = async () => (await subject.wire.query(keyOf(subject), { SignatureNonce })).json?.Code || "accepted";
      return { once: await code(), again: await code() };
    },
    except: "Only a use at once is tried.",
  },
  "security-token": {
    observe: async (subject) => {
      if (subject.keys.securityToken !== null) throw new NotTried("The keys are temporary ones.");
      return { code: (await subject.wire.query(keyOf(subject), { SecurityToken: absentKey })).json?.Code };
    },
    except: "Only a token beside a permanent key is tried.",
  },
};
