/** @returns the queue in a subscription's redrive policy, undefined if the text is not a redrive policy. */
export function deadLetterTargetArn(redrivePolicy: string | undefined): string | undefined {
  try {
    const { deadLetterTargetArn } = JSON.parse(redrivePolicy ?? "{}") as Record<string, unknown>;
    return typeof deadLetterTargetArn === "string" && deadLetterTargetArn.startsWith("arn:aws:sqs:")
      ? deadLetterTargetArn
      : undefined;
  } catch {
    return undefined;
  }
}
