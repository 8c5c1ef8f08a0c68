/** The small part of `@pulumi/pulumi` that synth drives. It is installed by SST, below `.sst/platform`. */
export interface Pulumi {
  runtime: {
    setMocks(mocks: Mocks, project: string, stack: string, preview: boolean): Promise<void>;
    getMonitor(): Monitor;
    runInPulumiStack(program: () => Promise<unknown>): Promise<unknown>;
    /** What is still pending, and Pulumi's own words about it. */
    leakedPromises(): [Set<unknown>, string];
  };
}

export interface Mocks {
  newResource(args: MockedResource): { id: string; state: Record<string, unknown> };
  call(args: { token: string; inputs: Record<string, unknown> }): Record<string, unknown>;
}

export interface MockedResource {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  custom?: boolean;
  id?: string;
}

/** The engine's side of the conversation, as Pulumi's own mock implements it. */
export interface Monitor {
  newUrn(parentUrn: string | undefined, type: string, name: string): string;
  registerResource(request: RegisterResourceRequest, done: Callback): Promise<void>;
  registerResourceOutputs(request: RegisterResourceOutputsRequest, done: Callback): void;
}

export interface RegisterResourceRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
}

export interface RegisterResourceOutputsRequest {
  getOutputs(): { toJavaScript(): Record<string, unknown> };
}

type Callback = (error: unknown, response: unknown) => void;

/** Marks a wrapped secret in serialized values: `{[secretMark]: "…", value}`. */
const secretMark = "4dabf18193072939515e22adb298388d";

/** @returns a copy of `value` without empty members, in which every secret is unwrapped. */
export function plain<T>(value: T): T {
  if (value === undefined) return value;
  return JSON.parse(JSON.stringify(value), (_, member: unknown) => {
    if (member === null) return undefined;
    return typeof member === "object" && secretMark in member && "value" in member ? member.value : member;
  }) as T;
}
