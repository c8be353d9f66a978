import { section } from "./section";

export const answers = section("Responses of platforms", {
  "answer-foreign": [
    "The response does not come from the platform: a login page, a proxy's page, a redirect, or other JSON.",
    "Check that `endpoint` is the address of the platform and of nothing in front of it.",
  ],
  "answer-misshapen": [
    "The response reports success, but a member has another type than documented. The message names the member as the platform writes it.",
    "Check that the settings fit the platform's edition; otherwise report it as a bug.",
  ],
  "attribute-unreadable": [
    "A warning: in a list, the platform sent an attribute of a product in a form that cannot be read. The attribute is null in the result, and filters on it do not match the product; everything else of the list is there. A single read of the product is an error instead (`answer-misshapen`).",
    "Check the product on the platform; if the value is right there, report it as a bug.",
  ],
  "answer-mismatched": [
    "The response is about another product or organization than requested, or ignores a filter.",
    "Check that nothing on the way caches or rewrites requests.",
  ],
  "product-not-found": [
    "There is no product with this key in this organization or instance. The message names similar keys.",
    "Correct the key, or the organization, instance or platform to read from.",
  ],
  "too-many-products": ["More products match than `max_items` allows.", "Narrow the search, or raise `max_items`."],
  "products-changed": [
    "The list of products changed while its pages were read, twice; or it has more pages than are read.",
    "Try again; narrow the search.",
  ],
  "not-as-expected": [
    "The platform's products differ from `expect`, which a configuration states or a synth derives from what it read.",
    "If the change is intended, update `expect`, or run `npx cdktf-connect lock refresh` and synthesize again. Otherwise find out who made it.",
  ],
  "nothing-expected": ["`expect` sets no member, so nothing is compared.", "Check the spelling of its members."],
});

export const secrets = section("Secrets of products", {
  "rsa-key-missing": [
    "EnOS (API v2.4) sends secrets only encrypted, and the service account has no RSA key pair (EnOS `11858`).",
    "Have a key pair made in the EnOS console.",
  ],
  "secret-missing": [
    "The platform sent no secret.",
    "Check in its console whether the product has one that these credentials may see.",
  ],
  "secret-unreadable": [
    "EnOS sent a text that is not ciphertext instead of the secret, because a permission is missing.",
    "Have `Product: Create` or `Product: Update` granted.",
  ],
  "secret-not-decrypted": [
    "A step of `decrypt` failed. The message names the step and the argument that it depends on.",
    "Correct the argument; ask the platform's operator for the scheme.",
  ],
  "private-key-unreadable": [
    "The file of `private_key_file` cannot be read.",
    "Correct the path; it is relative to where Terraform runs.",
  ],
  "nothing-to-decrypt": ["`decrypt` is set, but the platform sent the secret as plain text.", "Remove `decrypt`."],
});

export const synth = section("Values at synth time", {
  "value-not-recorded": [
    '`connect.lock.json` lacks a value that the program reads, and `CONNECT_LOOKUPS=locked` (the default in CI) allows no network. As a warning of a plan: with `on_unavailable = "recorded"`, nothing is recorded that could stand in.',
    "Run the command of the message where the platform can be read, and commit the file.",
  ],
  "recorded-value-used": [
    'A warning: the platform cannot be reached or fails, and with `on_unavailable = "recorded"` the plan uses what is recorded, since the time that the message states.',
    "Nothing, while the platform is down; later plan again.",
  ],
  "value-secret-shaped": [
    "A value has a name like a secret, and the lock file is meant to be committed.",
    "Use `CONNECT_LOOKUPS=live` to read without recording.",
  ],
  "value-token-shaped": [
    "A text of the platform looks like a token of CDKTF.",
    "Have it changed on the platform, or use the attribute of the construct instead of `atSynth`.",
  ],
  "token-at-synth": ["An argument is a token, which only Terraform will know.", "Use a literal, or the environment."],
  "provider-ambiguous": ["The stack has several connect providers and the construct names none.", "Pass `provider`."],
});
