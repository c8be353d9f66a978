/**
 * All codes of problems with their summaries: short sentences without a full stop. Programs rely on the codes: their meaning never
 * changes. build/errors has the meaning and the remedy of each; docs/errors.md is generated from it.
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
  "name-server-failed": "Name server did not respond",
  "connection-refused": "Connection refused",
  "connection-timeout": "Could not connect in time",
  "connection-lost": "Connection lost",
  "not-tls": "No TLS at this port",
  "tls-failed": "TLS connection failed",
  "certificate-rejected": "TLS certificate not accepted",
  "proxy-failed": "Proxy refused",
  "not-http": "Not an HTTP response",
  "answer-timeout": "No response in time",
  "answer-not-utf8": "Response is not UTF-8",
  "answer-compressed": "Compressed response",
  "answer-too-large": "Response too large",
  "request-cancelled": "Request cancelled",
  "out-of-memory": "Out of memory",
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

  // responses of platforms
  "answer-foreign": "Not a response from the platform",
  "answer-misshapen": "Response of an unexpected shape",
  "attribute-unreadable": "Attribute could not be read",
  "answer-mismatched": "Response to another request",
  "product-not-found": "Product not found",
  "too-many-products": "Too many products match",
  "products-changed": "Products changed while they were read",
  "not-as-expected": "Not as expected",
  "nothing-expected": "Nothing is expected",

  // secrets
  "rsa-key-missing": "No RSA key pair",
  "secret-missing": "No secret in the response",
  "secret-unreadable": "Secret not readable",
  "secret-not-decrypted": "Secret could not be decrypted",
  "private-key-unreadable": "Private key cannot be read",
  "nothing-to-decrypt": "Nothing to decrypt",

  // values at synth time
  "value-not-recorded": "Value not recorded",
  "recorded-value-used": "Recorded values used",
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
  "query-differs": "Written with other options",

  // the programs themselves
  interrupted: "Interrupted",
  bug: "Bug in cdktf-connect",
} as const;

export type ProblemCode = keyof typeof summaries;
