/** HTTP status and text of the gateway's codes. */
export const gatewayTexts: Readonly<Record<string, readonly [status: number, text: string]>> = {
  "InvalidApi.NotFound": [404, "Specified api is not found, please check your url and method."],
  "InvalidAccessKeyId.NotFound": [404, "Specified access key is not found."],
  "InvalidAccessKeyId.Inactive": [400, "Specified access key is disabled."],
  "InvalidTimeStamp.Format": [400, "Specified time stamp or date value is not well formatted."],
  "InvalidTimeStamp.Expired": [400, "Specified time stamp or date value is expired."],
  "InvalidParameter.Format": [400, "Specified parameter format is not valid."],
  "InvalidSecurityToken.MismatchWithAccessKey": [400, "Specified SecurityToken does not belong to the access key."],
  "InvalidSecurityToken.Expired": [400, "Specified SecurityToken is expired."],
  "InvalidSecurityToken.Malformed": [400, "Specified SecurityToken is malformed."],
  InvalidSignatureMethod: [400, "Specified signature method is not valid."],
  IncompleteSignature: [400, "The request signature does not conform to Aliyun standards."],
  SignatureNonceUsed: [400, "Specified signature nonce was used already."],
  SignatureDoesNotMatch: [400, "Specified signature is not matched with our calculation."],
  UnsupportedHTTPMethod: [400, "This http method is not supported."],
  Throttling: [400, "Request was denied due to request throttling."],
  "Throttling.User": [400, "Request was denied due to user flow control."],
  "Throttling.Api": [400, "Request was denied due to api flow control."],
  InternalError: [500, "The request processing has failed due to some unknown error."],
  ServiceUnavailable: [503, "The request has failed due to a temporary failure of the server."],
};

/** Code of the gateway for the status of a fault. */
export const codeOfStatus: Readonly<Record<number, string>> = {
  400: "InvalidParameter",
  403: "Forbidden",
  404: "InvalidApi.NotFound",
  405: "UnsupportedHTTPMethod",
  429: "Throttling",
  500: "InternalError",
  503: "ServiceUnavailable",
};

/** Texts of the service's codes; ours, because the documents only describe the codes. */
export const businessTexts: Readonly<Record<string, string>> = {
  "iot.system.SystemException": "System exception",
  "iot.system.InstanceNotFound": "The instance does not exist.",
  "iot.common.InvalidPageParams": "The paging parameters are not valid.",
  "iot.common.RamActionPermissionDeny": "The RAM user is not permitted to call this operation.",
  "iot.prod.NotExistedProduct": "The product does not exist.",
  "iot.prod.NullProductKey": "The ProductKey must not be empty.",
  "iot.prod.InvalidAliyunCommodityCode": "The AliyunCommodityCode is not valid.",
};
