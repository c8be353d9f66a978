// The only conversion between the two spellings of a name: camelCase in TypeScript, snake_case in Terraform.
// No attribute name has a digit directly before a letter: CDKTF's own converter would not restore it.

/** `defaultValidDay` → `default_valid_day` */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `default_valid_day` → `defaultValidDay` */
export const camelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
