/**
 * Every code a problem can have, with the summary that belongs to it: a short sentence without a full stop. Programs rely on the codes:
 * one is never given another meaning. What each means and what to do is in build/errors, from which docs/errors.md is made.
 */
export const summaries = {
  // values and configuration
  "invalid-value": "Invalid value",
  "wrong-type": "Value of the wrong type",
  "required-value-null": "Required value is null",
  "attribute-computed": "Attribute cannot be set",
  "value-not-known": "Value not known yet",
  "map-key-unusable": "Map key that cannot be used",
  "not-configured": "Provider not configured",
  "platform-missing": "No platform configured",
  "platform-ambiguous": "More than one platform configured",
  "platform-unknown": "Unknown platform",
  "setting-missing": "Missing setting",
  "credentials-incomplete": "Incomplete credentials",
  "credentials-unusable": "Unusable credentials",
  "profile-unusable": "Unusable profile",
  "endpoint-unusable": "Unusable endpoint",
  "region-unusable": "Unusable region",
  "ca-file-unusable": "Unusable ca_file",
  "proxy-unusable": "Unusable proxy",
  "variable-invalid": "Invalid environment variable",
  "filter-unusable": "Filter cannot be used",

  // the way to the platform
  "plain-http": "Unencrypted connection not allowed",
  "host-unknown": "Unknown host name",
  "name-server-failed": "Name server did not answer",
  "connection-refused": "Connection refused",
  "connection-timeout": "Could not connect in time",
  "connection-lost": "Connection lost",
  "not-tls": "No TLS at this port",
  "tls-failed": "TLS connection failed",
  "certificate-rejected": "TLS certificate not accepted",
  "proxy-failed": "Proxy refused",
  "not-http": "Not an HTTP answer",
  "answer-timeout": "No answer in time",
  "answer-not-utf8": "Answer is not UTF-8",
  "answer-compressed": "Compressed answer",
  "answer-too-large": "Answer too large",
  "request-cancelled": "Request cancelled",
  "request-failed": "Request failed",

  // what a platform refuses
  "access-key-unknown": "Unknown access key",
  "access-key-disabled": "Access key disabled",
  "secret-key-wrong": "Wrong secret key",
  "security-token-missing": "Security token missing",
  "security-token-rejected": "Security token not accepted",
  "signature-rejected": "Signature not accepted",
  "clock-off": "Time of the request not accepted",
  "token-not-granted": "Access token not granted",
  "token-rejected": "Access token not accepted",
  "not-authenticated": "Not authenticated",
  "access-denied": "Access denied",
  "access-denied-on-the-way": "Access denied before the platform",
  "organization-unknown": "Unknown organization",
  "instance-unknown": "Unknown instance",
  "instance-missing": "Instance missing",
  "instance-unsuitable": "Not supported by the instance",
  "region-missing": "Region missing or wrong",
  "account-rejected": "Account not accepted",
  "bill-overdue": "Bill overdue",
  "api-not-found": "API not found",
  "request-rejected": "Request not accepted",
  "request-too-large": "Request too large",
  "request-repeated": "Request arrived twice",
  "too-many-requests": "Too many requests",
  "platform-failed": "The platform failed",
  "platform-refused": "The platform refused",
  "organizations-unsupported": "No organizations here",
  "expression-unsupported": "No search language here",

  // what a platform answers
  "answer-foreign": "Not an answer of the platform",
  "answer-misshapen": "Answer of an unexpected shape",
  "answer-mismatched": "Answer to another question",
  "product-not-found": "Product not found",
  "too-many-products": "Too many products match",
  "products-changed": "Products changed while they were read",
  "not-as-expected": "Not as expected",
  "nothing-expected": "Nothing is expected",

  // secrets
  "rsa-key-missing": "No RSA key pair",
  "secret-missing": "No secret in the answer",
  "secret-unreadable": "Secret not readable",
  "secret-not-decrypted": "Secret could not be decrypted",
  "private-key-unreadable": "Private key cannot be read",
  "nothing-to-decrypt": "Nothing to decrypt",

  // values at synth time
  "value-not-recorded": "Value not recorded",
  "value-secret-shaped": "Not recorded: it looks like a secret",
  "value-token-shaped": "Text that looks like a token",
  "token-at-synth": "Not known at synth time",
  "provider-ambiguous": "More than one provider",

  // files
  "file-unreadable": "File cannot be read",
  "file-unwritable": "File cannot be written",
  "file-invalid": "File cannot be used",
  "file-newer": "File of a newer version",
  "file-merge-marks": "File with merge marks",
  "file-locked": "File is being written",

  // comparing
  "nothing-compared": "Nothing was compared",
  "recorded-elsewhere": "Recorded at another origin",

  // the programs themselves
  interrupted: "Interrupted",
  bug: "Bug in cdktf-connect",
} as const;

export type ProblemCode = keyof typeof summaries;
