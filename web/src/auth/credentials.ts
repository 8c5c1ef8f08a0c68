import { ApiError, UnreachableError } from "../api/http.ts";
import { idToken, SignedOutError } from "./session.ts";

/**
 * @returns the authorization header for the signed-in person
 * @throws {ApiError} 401, when nobody is signed in
 * @throws {UnreachableError} when the token cannot be renewed at the moment
 */
export async function credentials(options?: { renewed: boolean }): Promise<{ authorization: string }> {
  try {
    return { authorization: `Bearer ${await idToken(options)}` };
  } catch (cause) {
    if (!(cause instanceof SignedOutError)) throw new UnreachableError("No answer from the sign-in", { cause });
    throw new ApiError({ type: "about:blank", title: cause.message, status: 401 });
  }
}
