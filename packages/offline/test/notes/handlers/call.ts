interface Client {
  send(command: object): Promise<object>;
}

type Constructor = new (input: object) => Client;

export interface Call {
  /** The handler's file in `calls`. */
  service: "connections" | "cloudwatch" | "dynamodb" | "lambda" | "logs" | "streams" | "ses" | "sns" | "sqs";
  /** `PutItem` */
  command: string;
  input: object;
}

/** JSON has no dates. */
function withTimes(input: object): object {
  return JSON.parse(JSON.stringify(input), (key, value) => (key.endsWith("Time") ? new Date(value) : value));
}

/** @returns a handler that makes a call of the service, and returns how it went */
export function caller(commands: object, Client: unknown, settings: object = {}) {
  const client = new (Client as Constructor)(settings);
  return async ({ service, command, input }: Call) => {
    const Command = (commands as Record<string, Constructor>)[`${command}Command`];
    if (!Command) throw new Error(`${service} has no ${command}`);
    try {
      await client.send(new Command(withTimes(input)));
      return { status: "done" };
    } catch (error) {
      const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
      return { status: $metadata?.httpStatusCode, name, message };
    }
  };
}
