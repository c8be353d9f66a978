import { type Assumed, NotTried } from "../check";
import { amongOne, found } from "./documented";
import { expressions } from "./expressions";
import { absentKey, type EnosSubject, quoted } from "./subject";
import type { Answer } from "./wire";

const statusAndCode = ({ status, json }: Answer) => ({ status, code: json?.code ?? json?.status ?? null });
const page = (pageNo: number, pageSize: number) => ({ pagination: { pageNo, pageSize } });
const keyOf = ({ wireProducts: [{ productKey }] }: EnosSubject) => productKey;
const MINUTE = 60_000;

const noSecrets = "No secret of a product is asked for.";

/** How each assumption of the emulator is tried, or why it is not. */
export const assumed: Assumed<EnosSubject> = {
  ...expressions,
  "service-errors-are-200": {
    observe: async ({ wire }) => ({
      product: (await wire.get(absentKey)).status,
      token: (await wire.askToken({ appKey: absentKey })).status,
    }),
  },
  "gateway-body": {
    observe: async (subject) => {
      const { json } = await subject.wire.get(keyOf(subject), { token: "0".repeat(64) });
      return { members: Object.keys(json ?? {}).sort() };
    },
    except: "Of the refusals only that of an unknown token is provoked.",
  },
  "authentication-cause": {
    observe: async (subject) => ({
      unknownToken: (await subject.wire.get(keyOf(subject), { token: "0".repeat(64) })).status,
      wrongSignature: (await subject.wire.get(keyOf(subject), { signature: "0".repeat(64) })).status,
      noSignature: (await subject.wire.get(keyOf(subject), { signature: "" })).status,
    }),
    except: "The text is not compared.",
  },
  "expired-token": "A token lives for hours, and nothing waits for that.",
  "request-id-header": {
    observe: async (subject) => {
      const { headers, json } = await subject.wire.get(keyOf(subject));
      const ofToken = await subject.wire.askToken();
      const id = headers["x-request-id"];
      return { same: id !== undefined && id === json?.requestId, ofToken: "x-request-id" in ofToken.headers };
    },
  },
  "clock-window": {
    observe: async (subject) => {
      const at = async (minutes: number) => (await subject.wire.get(keyOf(subject), { off: minutes * MINUTE })).status;
      return { "-6": await at(-6), "-4": await at(-4), "+4": await at(4), "+6": await at(6) };
    },
    except: "The token call is not tried with another time.",
  },
  "no-nonce": {
    observe: async ({ wire, keys: { orgId }, wireProducts: [{ productKey }] }) => {
      const request = await wire.prepare({ action: "get", orgId, productKey });
      return { once: statusAndCode(await wire.send(request)), again: statusAndCode(await wire.send(request)) };
    },
  },
  "repeated-parameter": {
    observe: async (subject) => {
      const answer = await subject.wire.get(keyOf(subject), { repeated: ["productKey", absentKey] });
      return { ...statusAndCode(answer), first: answer.json?.data?.productKey === keyOf(subject) };
    },
    except: "Parameters without = and with + are not tried.",
  },
  "content-type": {
    observe: async ({ wire }) => statusAndCode(await wire.search(page(1, 1), { contentType: "text/plain" })),
  },
  "encryption-replay": {
    observe: async ({ wire }) => {
      const request = wire.tokenRequest();
      return { once: statusAndCode(await wire.send(request)), again: statusAndCode(await wire.send(request)) };
    },
    except: "Only a use at once is tried, and not the call that refreshes a token.",
  },
  "token-texts": {
    observe: async ({ wire }) => {
      const answers = {
        empty: await wire.askToken({ appKey: "" }),
        malformed: await wire.askToken({ appKey: absentKey, timestamp: "x" }),
        unknownKey: await wire.askToken({ appKey: absentKey }),
        wrong: await wire.askToken({ encryption: "0".repeat(64) }),
      };
      return Object.fromEntries(
        Object.entries(answers).map(([name, { json }]) => [name, { code: json?.status, data: json?.data ?? null }]),
      );
    },
    except: "The texts are not compared.",
  },
  "token-refresh": "It would end the token that other programs have with this key.",
  "service-texts": {
    observe: async ({ wire, keys: { orgId } }) => ({
      productKey: /^Invalid Argument\s+productKey/.test((await wire.call({ action: "get", orgId })).json?.msg),
      orgId: /^Invalid Argument\s+orgId/.test(
        (await wire.call({ action: "search", orgId: "o0" }, { body: "{}" })).json?.msg,
      ),
    }),
    except: "Only how two texts begin is compared.",
  },
  "order-of-checks": {
    observe: async ({ wire }) => ({
      organizationFirst: /orgId/.test((await wire.call({ action: "get", orgId: "o0" })).json?.msg),
    }),
    except: "Only that the organization comes before the product key.",
  },
  "write-actions": "Nothing but reads is sent.",
  "wrong-method": {
    observe: async ({ wire, keys: { orgId }, wireProducts: [{ productKey }] }) => ({
      search: (await wire.call({ action: "search", orgId }, { method: "GET" })).status,
      get: (await wire.call({ action: "get", orgId, productKey }, { method: "POST", body: "{}" })).status,
    }),
  },
  "missing-version": {
    observe: async (subject) => {
      if (subject.edition === "2.4") throw new NotTried("This edition has both versions.");
      return { status: (await subject.wire.get(keyOf(subject), { version: "v2.4" })).status };
    },
  },
  "fields-as-seeded": "It is about seeds.",
  "search-nulls": {
    observe: async (subject) => {
      const expression = `productKey = ${quoted(keyOf(subject))}`;
      const [row] = (await subject.wire.search({ expression, ...page(1, 1) })).json?.data ?? [];
      return {
        found: row !== undefined,
        nulls: ["createTime", "createBy", "updateBy"].filter((name) => row?.[name] === null),
      };
    },
  },
  "secret-scheme": noSecrets,
  "secret-denied": noSecrets,
  "require-secret-values": noSecrets,
  pages: {
    observe: async ({ wire, edition }) => {
      const tooLarge = edition === "2.1-early" ? 201 : 1001;
      const beyond = (await wire.search(page(1_000_000, 10))).json;
      const sorted = { pagination: { pageNo: 1, pageSize: 1, sorters: [{ field: "productKey", order: "ASC" }] } };
      return {
        tooLarge: (await wire.search(page(1, tooLarge))).json?.code,
        sorted: (await wire.search(sorted)).json?.code,
        beyond: { code: beyond?.code, rows: beyond?.data?.length, pageNo: beyond?.pagination?.pageNo },
      };
    },
  },
  order: "Newest first is documented and tried above; products of the same moment are needed for the rest.",
  body: {
    observe: async ({ wire, keys: { orgId } }) => {
      const projected = await wire.search({ ...page(1, 1), projection: ["productKey"] });
      return {
        none: (await wire.call({ action: "search", orgId })).status,
        broken: (await wire.call({ action: "search", orgId }, { body: "{" })).status,
        projected: "productName" in (projected.json?.data?.[0] ?? {}),
      };
    },
    except: "No body of more than 1 MiB is sent.",
  },
  consistency: "Nothing is changed on a platform.",
  "no-quota": "No limit is sought.",
  like: {
    observe: async (subject) => {
      const [{ productName }] = subject.wireProducts;
      const name = productName?.defaultValue ?? "";
      if (name === "") throw new NotTried("The first of LIVE_PRODUCTS has no name.");
      const like = (part: string) => amongOne(subject, `productName like ${quoted(part)}`);
      return {
        part: await like(name.slice(0, 3)),
        upper: await like(name.toUpperCase()),
        lower: await like(name.toLowerCase()),
        other: await like(absentKey),
      };
    },
    except: "Empty texts and empty names of a locale are not tried.",
  },
  "early-expressions": {
    observe: async (subject) => {
      if (subject.edition !== "2.1-early") throw new NotTried("It is about the early edition.");
      return {
        name: await found(subject, `productName like ${quoted(absentKey)}`),
        tags: await found(subject, "exists(productTags.cdktf-connect-live)"),
      };
    },
  },
};
