import { LogFormatter, Logger, LogItem } from "@aws-lambda-powertools/logger";
import type { LogAttributes, UnformattedAttributes } from "@aws-lambda-powertools/logger/types";
import { currentContext } from "@donut/core/context";

/** Adds the current correlation id to each line, even when the messages of a batch are handled concurrently. */
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

/** Structured logs. Never log secrets, request bodies or e-mail addresses. */
export const logger = new Logger({ logFormatter: new ContextFormatter() });
