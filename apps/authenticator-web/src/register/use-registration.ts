import {
  forgetRegistration,
  type Registration,
  register,
  registration,
  verifyByCode,
} from "@sallyport/contract/authenticator";
import { call, type Refusal } from "@sallyport/contract/call";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

const queryKey = ["registration"];

/** The person is at their mail, perhaps on this very screen. */
const pollMs = 2_500;

/** Where the registration stands, asked again and again while the app waits for the mail's link. */
export function useRegistration() {
  return useQuery<Registration, Refusal>({
    queryKey,
    queryFn: ({ signal }) => call(registration, {}, signal),
    refetchInterval: ({ state }) => (state.data?.at === "waiting" ? pollMs : false),
  });
}

export function useRegister() {
  return useRegistrationStep((email: string) => call(register, { body: { email } }));
}

export function useVerifyByCode() {
  return useRegistrationStep((code: string) => call(verifyByCode, { body: { code } }));
}

export function useForgetRegistration() {
  return useRegistrationStep<void>(async () => {
    await call(forgetRegistration, {});
    return { at: "none" };
  });
}

function useRegistrationStep<Given>(step: (given: Given) => Promise<Registration>) {
  const queries = useQueryClient();
  return useMutation<Registration, Refusal, Given>({
    mutationFn: step,
    onSuccess: async (stands) => {
      // A poll under way would bring back what was before.
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, stands);
    },
    // A wrong code costs a try, and the last one ends the mail's code.
    onError: () => queries.invalidateQueries({ queryKey }),
  });
}
