// In Terraform's configuration, `${` and `%{` begin a template, in JSON as in HCL. One more `$` or `%` makes them plain text.

/** A text as the template that means just this text. */
export const templateOf = (text: string): string => text.replace(/[$%](?=\{)/g, "$&$&");

/**
 * The same for a stack of CDKTF or CDK Terrain, whose tokens (`${TfToken[…]}`) take no notice of the second dollar: before what looks
 * like one, the dollar is a template of its own.
 */
export const stackTemplateOf = (text: string): string =>
  text.replace(/(\$+)(?=\{TfToken\[)|[$%](?=\{)/g, (mark, dollars) => (dollars ? `\${"${dollars}"}` : mark + mark));

/** The text that a template made by `stackTemplateOf` means. */
export const textOf = (template: string): string =>
  template.replace(/(?<!\$)\$\{"(\$+)"\}(?=\{TfToken\[)|([$%])\2(?=\{)/g, "$1$2");
