/** The fields of a message's body, if it is one of our events. */
export function eventOf(body: string): { type?: string; correlationId?: string } {
  const value = parsed(body);
  if (typeof value !== "object" || value === null) return {};
  return {
    ...("type" in value && typeof value.type === "string" && { type: value.type }),
    ...("correlationId" in value && typeof value.correlationId === "string" && { correlationId: value.correlationId }),
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
