import { LogFormatter, Logger, LogItem } from "@aws-lambda-powertools/logger";
import type { LogAttributes, UnformattedAttributes } from "@aws-lambda-powertools/logger/types";
import { currentContext } from "@donut/core/context";

/** Puts the running work's correlation id into each line, also when a batch's messages are handled side by side. */
class ContextFormatter extends LogFormatter {
  override formatAttributes(attributes: UnformattedAttributes, additional: LogAttributes): LogItem {
    const context = currentContext();
    return new LogItem({
      attributes: {
        timestamp: this.formatTimestamp(attributes.timestamp),
        level: attributes.logLevel,
        function: process.env.AWS_LAMBDA_FUNCTION_NAME ?? attributes.serviceName,
        correlationId: context?.correlationId,
        requestId: context?.requestId,
        message: attributes.message,
      },
    }).addAttributes(additional);
  }
}

/** Structured logs. Never give it a secret, a request's body or an e-mail address. */
export const logger = new Logger({ logFormatter: new ContextFormatter() });
