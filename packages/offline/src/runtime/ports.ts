import { isRefusedByBrowsers } from "../engines/browser-ports.ts";
import { claimPort, PortInUseError } from "../engines/ports.ts";

/** Ports on the loopback interface; 0 is a free port. */
export interface Ports {
  /** Of the first site; further sites use the next ports. */
  web: number;
  apis: number;
  dynamodb: number;
  /** SQS and SNS. */
  messaging: number;
  /** SES, and its inbox page. */
  mail: number;
  /** The issuer of tokens, where people sign in. */
  signIn: number;
  /** The Lambda API. */
  lambda: number;
  /** The CloudWatch API. */
  cloudwatch: number;
  /** The push service, and its page of pushed messages. */
  push: number;
  /** The CloudWatch Logs API. */
  logs: number;
}

export const freePorts: Ports = {
  web: 0,
  apis: 0,
  dynamodb: 0,
  messaging: 0,
  mail: 0,
  signIn: 0,
  lambda: 0,
  cloudwatch: 0,
  push: 0,
  logs: 0,
};

/** Ports in use by something else, with the variable that moves the system elsewhere. */
export class PortsTakenError extends Error {
  override name = "PortsTakenError";
}

/** @returns the ports of `PORT` (web, 3000) and `OFFLINE_PORT` (the first of the others, 4000). Throws a clear message. */
export function portsFrom(environment: NodeJS.ProcessEnv): Ports {
  const web = portOf(environment, "PORT", 3000);
  const base = portOf(environment, "OFFLINE_PORT", 4000);
  const last = base + partsFromBase - 1;
  if (web >= base && web <= last) {
    throw new Error(`PORT is ${web}, and OFFLINE_PORT takes ${base} to ${last}: they must not have one in common.`);
  }
  for (const [name, first, end] of [
    ["PORT", web, web],
    ["OFFLINE_PORT", base, last],
  ] as const) {
    const refused = Array.from({ length: end - first + 1 }, (_, index) => first + index).find(isRefusedByBrowsers);
    if (refused === undefined) continue;
    throw new Error(
      `${name} is ${first}: browsers refuse port ${refused}, where another protocol lives. Take another one.`,
    );
  }
  return {
    web,
    apis: base,
    dynamodb: base + 1,
    messaging: base + 2,
    mail: base + 3,
    signIn: base + 4,
    lambda: base + 5,
    cloudwatch: base + 6,
    push: base + 7,
    logs: base + 8,
  };
}

/** How many ports from OFFLINE_PORT on are taken: those of the APIs and the engines. */
export const partsFromBase = 9;

function portOf(environment: NodeJS.ProcessEnv, name: string, standard: number): number {
  const text = environment[name];
  if (!text) return standard;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= 65_000) return port;
  throw new Error(`${name} is "${text}": it must be a port number, a whole number from 1 to 65000.`);
}

const meanings: { part: keyof Ports; what: string; variable: "PORT" | "OFFLINE_PORT" }[] = [
  { part: "web", what: "the web site", variable: "PORT" },
  { part: "apis", what: "the APIs", variable: "OFFLINE_PORT" },
  { part: "dynamodb", what: "DynamoDB", variable: "OFFLINE_PORT" },
  { part: "messaging", what: "SQS and SNS", variable: "OFFLINE_PORT" },
  { part: "mail", what: "SES and its inbox", variable: "OFFLINE_PORT" },
  { part: "signIn", what: "the sign-in", variable: "OFFLINE_PORT" },
  { part: "lambda", what: "the Lambda API", variable: "OFFLINE_PORT" },
  { part: "cloudwatch", what: "the CloudWatch API", variable: "OFFLINE_PORT" },
  { part: "push", what: "the push service", variable: "OFFLINE_PORT" },
  { part: "logs", what: "the CloudWatch Logs API", variable: "OFFLINE_PORT" },
];

/**
 * Checks, before anything is started, that nothing listens on the ports of `parts`, and chooses the free ones. Throws
 * PortsTakenError with every port that is taken.
 */
export async function claimPorts(ports: Ports, parts: (keyof Ports)[]): Promise<Ports> {
  const claimed = { ...ports };
  const taken = await Promise.all(
    meanings
      .filter(({ part }) => parts.includes(part))
      .map(async ({ part, what, variable }) => {
        try {
          claimed[part] = await claimPort(ports[part]);
          return undefined;
        } catch (error) {
          if (!(error instanceof PortInUseError)) throw error;
          return {
            text: `Port ${error.port}, for ${what}, is taken${error.owner ? ` by ${error.owner}` : ""}.`,
            variable,
          };
        }
      }),
  );
  const problems = taken.filter((problem) => problem !== undefined);
  if (problems.length === 0) return claimed;
  const variables = new Set(problems.map(({ variable }) => variable));
  const moved = meanings
    .filter(({ part, variable }) => (part === "web" || part === "apis") && variables.has(variable))
    .map(({ part, variable }) => `${variable}=${ports[part] + 100}`);
  throw new PortsTakenError(
    `${problems.map(({ text }) => text).join("\n")}\nStop what listens there, or move this system: ${moved.join(" ")} npm start`,
  );
}
