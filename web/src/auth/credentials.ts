import { ApiError, UnreachableError } from "../api/http.ts";
import { idToken, SignedOutError } from "./session.ts";

/**
 * @returns the header that an API wants of who is signed in
 * @throws {ApiError} 401, when one has to sign in first
 * @throws {UnreachableError} when the token could not be renewed for now
 */
export async function credentials(options?: { renewed: boolean }): Promise<{ authorization: string }> {
  try {
    return { authorization: `Bearer ${await idToken(options)}` };
  } catch (cause) {
    if (!(cause instanceof SignedOutError)) throw new UnreachableError("No answer from the sign-in", { cause });
    throw new ApiError({ type: "about:blank", title: cause.message, status: 401 });
  }
}
