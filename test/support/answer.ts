import { admit } from "../../src/platforms/border";

/** What a platform said beside what a test is about. */
export const answered = <Code>(code: Code, requestId: string | null = null) => {
  const { headers, show, quotesCredential } = admit(
    { status: 200, headers: {}, text: "{}" },
    { secrets: [], credentials: [] },
  );
  return {
    platform: "EnOS Connect",
    purpose: "get product P",
    status: 200,
    code,
    msg: null,
    requestId,
    headers,
    show,
    quotesCredential,
    json: {},
    succeeded: true,
  };
};
