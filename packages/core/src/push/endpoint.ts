import { faultText } from "@donut/contracts/faults";

/** The browsers' push services. This server must not be made to call any other address. */
const known = [
  /^fcm\.googleapis\.com$/,
  /^([a-z0-9-]+\.)+push\.services\.mozilla\.com$/,
  /^([a-z0-9-]+\.)+notify\.windows\.com$/,
  /^web\.push\.apple\.com$/,
];

export type Endpoint = { status: "allowed"; url: URL } | { status: "refused"; reason: string };

/**
 * Whether pushes may be sent there: an ordinary https address of a browser's push service, or an address of one of the
 * services that the deployment names (`https://push.example.com`), with the same scheme and port.
 */
export function checkEndpoint(endpoint: string, ownServices: string[]): Endpoint {
  const url = URL.parse(endpoint);
  if (url === null) return refused(faultText("address"));
  if (url.username || url.password) return refused(faultText("address-user"));
  if (url.hash) return refused(faultText("address-fragment"));
  if (ownServices.includes(url.origin)) return { status: "allowed", url };
  if (url.protocol !== "https:") return refused(faultText("address-https"));
  if (url.port) return refused(faultText("address-port"));
  if (!known.some((host) => host.test(url.hostname)))
    return refused(faultText("unknown-service", { host: url.hostname }));
  return { status: "allowed", url };
}

/** @returns the origins named in a text, separated by whitespace or commas; empty for `none` */
export function ownServicesIn(text: string): string[] {
  return text.split(/[\s,]+/).flatMap((address) => {
    const origin = URL.parse(address)?.origin;
    return origin === undefined || origin === "null" ? [] : [origin];
  });
}

function refused(reason: string): Endpoint {
  return { status: "refused", reason };
}
