import { encode } from "@msgpack/msgpack";

/** A block as Terraform sends it: every attribute is there, null where nothing was written. */
export const echoConfig = (written: Readonly<Record<string, unknown>>) => ({
  msgpack: encode({ ...nothing, ...written }),
});

export const providerConfig = (written: Readonly<Record<string, unknown>> = {}) => ({
  msgpack: encode({ greeting: null, account: null, ...written }),
});

const nothing = {
  text: null,
  behaviour: null,
  filter: null,
  volume: null,
  loud: null,
  secret: null,
  price: null,
  parts: null,
  environment: null,
};
