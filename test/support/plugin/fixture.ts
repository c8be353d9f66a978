// A provider with a data source and an ephemeral resource that do on request what real ones should not. Run as a process of its own.
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { defineElement, defineProvider } from "../../../src/plugin/provider";
import { serve } from "../../../src/plugin/serve";
import { computed, optional, optionalComputed, required } from "../../../src/schema/attribute";
import { list, map } from "../../../src/schema/collection";
import { object } from "../../../src/schema/object";
import { Problem } from "../../../src/schema/problem";
import { bool, integer, number, string } from "../../../src/schema/type";

/** Longer than any test may take, in milliseconds. */
const forever = 86_400_000;

interface Client {
  readonly greeting: string;
  readonly unknowns: number;
  readonly terraformVersion: string;
}

const part = {
  label: computed(string, "What the part is called."),
  sizes: computed(list(number), "Its sizes."),
};

const filter = {
  nameContains: optional(string, "Part of the name.", {
    check: (v) => (v === "" ? "Write at least one character." : undefined),
  }),
  tags: optional(map(string), "Tags."),
};

const invalid = (summary: string, reason: string, ...names: string[]) =>
  new Problem("invalid-value", { path: names.map((attribute) => ({ attribute })), summary, reason });

const echo = defineElement({
  description: "Says what it *hears*.",
  attributes: {
    text: required(string, "What to say."),
    behaviour: optional(string, "What to do instead of answering."),
    filter: optional(object(filter), "A nested argument."),
    volume: optionalComputed(integer, "How loud."),
    loud: computed(bool, "Whether it is."),
    secret: computed(string, "Not for everyone.", { sensitive: true }),
    price: computed(number, "A decimal."),
    parts: computed(map(object(part)), "Parts by name."),
    environment: computed(map(string), "What the provider knows."),
  },
  validate: ({ text, behaviour }) =>
    typeof text === "string" && text === behaviour
      ? [invalid("Twice the same", "Text and behaviour must differ.", "behaviour")]
      : [],
  read: async (config, client: Client, { signal, warn, log }) => {
    log("info", "reading", { text: config.text, volume: config.volume });
    signal.addEventListener("abort", () => log("info", "aborted"));
    const answer = {
      ...config,
      volume: config.volume ?? 11,
      loud: true,
      secret: "s3cret",
      price: 19.99,
      parts: { x: { label: "x", sizes: [1, 2.5] }, a: { label: "ä", sizes: [] } },
      environment: {
        greeting: client.greeting,
        unknowns: String(client.unknowns),
        terraformVersion: client.terraformVersion,
      },
    };
    switch (config.behaviour) {
      case "throw":
        throw new Error("the handler broke");
      case "throw text":
        throw "only text";
      case "warn":
        warn(invalid("Mind the text", "It is long.", "text"));
        return answer;
      case "large":
        return { ...answer, secret: "x".repeat(63 * 1024 * 1024) };
      case "too large":
        return { ...answer, secret: "x".repeat(65 * 1024 * 1024) };
      case "wait":
        await sleep(forever, undefined, { signal });
        return answer;
      case "ignore":
        await sleep(forever);
        return answer;
      case "crash":
        setTimeout(() => {
          throw new Error("crashed beside the call");
        });
        await sleep(forever);
        return answer;
      case "reject":
        void Promise.reject(new Error("rejected beside the call"));
        await sleep(forever);
        return answer;
      case "print":
        console.log("printed by console.log");
        process.stdout.write("printed to stdout\n");
        console.error("printed by console.error");
        return answer;
      default:
        return answer;
    }
  },
});

const word = defineElement({
  description: "A word that *passes*.",
  attributes: {
    text: required(string, "What to say."),
    spoken: computed(string, "What was said.", { sensitive: true }),
  },
  validate: ({ text }) => (text === "shout" ? [invalid("Too loud", "Whisper.", "text")] : []),
  read: async (config, client: Client, { warn }) => {
    if (config.text === "throw") throw new Error("the word stuck");
    if (config.text === "warn") warn(invalid("Mind the word", "It passes."));
    return { ...config, spoken: `${client.greeting}, ${config.text}` };
  },
});

const provider = defineProvider({
  name: "toy",
  version: "1.0.0",
  address: "example.test/toys/toy",
  description: "A toy.",
  attributes: {
    greeting: optional(string, "How to greet.", { check: (v) => (v === "rude" ? "Be polite." : undefined) }),
    account: optional(
      object({ name: required(string, "Whose."), keys: optional(list(string), "Keys.") }),
      "An account.",
    ),
  },
  validate: ({ account, greeting }) =>
    account && greeting === "none" ? [invalid("No greeting", "Greet the account.", "account", "name")] : [],
  configure: async ({ greeting }, { unknowns, terraformVersion }): Promise<Client> => {
    if (greeting === "refuse") throw new Error("cannot be configured");
    return { greeting: String(greeting), unknowns: unknowns.length, terraformVersion };
  },
  close: async () => {
    if (process.env.TOY_CLOSED) writeFileSync(process.env.TOY_CLOSED, "closed");
    await sleep(process.env.TOY_CLOSES_FOREVER ? forever : 0);
  },
  dataSources: { toy_echo: echo },
  ephemeralResources: { toy_word: word },
});

void serve(provider, process.env.TOY_NETWORK === "tcp" ? { network: "tcp" } : {});
