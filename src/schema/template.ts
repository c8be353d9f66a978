// In Terraform's configuration, JSON and HCL, `${` and `%{` begin a template. A further `$` or `%` makes them plain text.

/** The template whose value is this text. */
export const templateOf = (text: string): string => text.replace(/[$%](?=\{)/g, "$&$&");

/**
 * The same for a stack of CDKTF or CDK Terrain, which resolves tokens (`${TfToken[…]}`) even after a second dollar: before a text
 * that looks like one, the dollar becomes a separate template.
 */
export const stackTemplateOf = (text: string): string =>
  text.replace(/(\$+)(?=\{TfToken\[)|[$%](?=\{)/g, (mark, dollars) => (dollars ? `\${"${dollars}"}` : mark + mark));
