/** Code or JSON that names the module of CDK Terrain instead of that of CDKTF. */
export const importCdktn = (text: string): string => text.replace(/(["'])cdktf(\/[^"']*)?\1/g, "$1cdktn$2$1");
