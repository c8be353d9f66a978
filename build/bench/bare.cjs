// The requests of as many look-ups with nothing but the HTTP library: signed, for the emulator checks it, and parsed.
const { Pool } = require("undici");
const { requestSignature, tokenEncryption } = require("../../dist/platforms/enos/signature");

const [mode, count] = process.argv.slice(2);
const { CONNECT_ENOS_ENDPOINT: endpoint, CONNECT_ENOS_ORG_ID: orgId } = process.env;
const { CONNECT_ENOS_ACCESS_KEY: appKey, CONNECT_ENOS_SECRET_KEY: secretKey } = process.env;

// As many connections as max_connections is without being set.
const pool = new Pool(endpoint, { connections: 10 });

async function request(options) {
  const { body } = await pool.request(options);
  const { data } = JSON.parse(await body.text());
  if (data === undefined || data === null) throw new Error("The emulator did not answer as expected.");
  return data;
}

async function main() {
  const started = performance.now();
  const timestamp = Date.now();
  const { accessToken: token } = await request({
    method: "POST",
    path: "/apim-token-service/v2.0/token/get",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ appKey, encryption: tokenEncryption(appKey, timestamp, secretKey), timestamp }),
  });
  const get = (productKey) => {
    const query = { action: "get", orgId, productKey };
    const timestamp = Date.now();
    return request({
      method: "GET",
      path: `/connect-service/v2.4/products?${new URLSearchParams(query)}`,
      headers: {
        "apim-accesstoken": token,
        "apim-signature": requestSignature({ token, query, timestamp, secretKey }),
        "apim-timestamp": String(timestamp),
      },
    });
  };
  const keys = Array.from({ length: Number(count) }, (_, index) => `key${index}`);
  if (mode === "ahead") await Promise.all(keys.map(get));
  else for (const key of keys) await get(key);
  console.log(performance.now() - started);
  await pool.close();
}

void main();
