import { section } from "./section";

export const configuration = section("Values and configuration", {
  "invalid-value": [
    "An argument, an option or a member of a file has a value that is not allowed there. The message describes allowed values.",
    "Correct the value that the message names.",
  ],
  "wrong-type": [
    "A value has another type than its attribute declares, such as text instead of a number. The value is not shown, because it may be a secret.",
    "Correct the type. For the response of a platform, see `answer-misshapen`.",
  ],
  "required-value-null": ["A required argument, or an element of a list or map, is null.", "Give it a value."],
  "attribute-computed": ["The configuration sets an attribute that only the provider can set.", "Remove it."],
  "value-not-known": [
    "A data source, or the provider itself, is configured with a value that Terraform does not know before apply.",
    "Use a value that is known at plan time, or add `depends_on` so that the data source is read during apply.",
  ],
  "map-key-unusable": ["A map has a key that JavaScript reserves (`__proto__`).", "Use another key."],
  "not-configured": [
    "The host requested data before it configured the provider. Terraform and OpenTofu never do this.",
    "Report it to the authors of the host.",
  ],
  "platform-missing": [
    "Neither the configuration nor the environment names a platform.",
    "Set a platform's block in the provider, or its `CONNECT_…` variables.",
  ],
  "platform-ambiguous": [
    "The configuration or the environment names several platforms where one is needed.",
    "Choose one in the provider block or with `--platform`, or unset the variables of the others.",
  ],
  "platform-unknown": [
    "A file names a platform that this version does not have.",
    "Correct the name, or upgrade cdktf-connect.",
  ],
  "setting-missing": [
    "A setting without which the platform cannot be read has no value. The message lists all sources of the setting.",
    "Set it in one of them. `cdktf-connect doctor` shows all settings and their sources.",
  ],
  "credentials-incomplete": [
    "One source has one half of a pair of keys, and another source has its own credentials, which are not mixed with it.",
    "Set both halves in one source.",
  ],
  "credentials-unusable": [
    "A key or token cannot be right: it is empty, or contains white space or characters that a header cannot carry.",
    "Copy it again.",
  ],
  "profile-unusable": [
    "A profile file of the Alibaba Cloud CLI or SDK cannot be used: it cannot be read, has no such profile, one that is disabled, one whose login has expired, or one whose keys are elsewhere.",
    "Run the command that the message names, correct the profile, name another, or set the keys in the environment. `ALIBABA_CLOUD_IGNORE_PROFILE=TRUE` ignores profile files.",
  ],
  "endpoint-unusable": ["The address of the platform is not an https or http address.", "Correct `endpoint`."],
  "region-unusable": ["The region of a profile cannot be part of a host name.", "Correct it, or set `region`."],
  "ca-file-unusable": [
    "`ca_file` cannot be read or contains no certificate.",
    "Name a readable file of certificates in PEM form.",
  ],
  "proxy-unusable": [
    "A variable such as `HTTPS_PROXY` or `ALL_PROXY` is not the address of a proxy.",
    "Correct it; `http://`, `https://` and `socks5://` are supported.",
  ],
  "variable-invalid": [
    "An environment variable holds a value that its setting does not allow.",
    "Correct the variable.",
  ],
  "filter-unusable": [
    "A filter of `where`, or `expression`, cannot be used to search on this platform. An empty result would hide that, so it is an error.",
    "Change or remove the filter that the message names.",
  ],
});
