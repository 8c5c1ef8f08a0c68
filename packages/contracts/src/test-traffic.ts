/**
 * Orders for addresses in this domain are test traffic, such as those that the console and the load scripts send. They
 * are sold like any other and marked, and they make no customers. Nobody can own the domain (RFC 2606).
 *
 * Without zod, so that the web app may load it.
 */
const testDomain = "test.donut-states.example";

/** @returns the address of a test customer */
export function testAddress(name: string): string {
  return `${name}@${testDomain}`;
}

export function isTestAddress(email: string): boolean {
  return email.endsWith(`@${testDomain}`);
}
