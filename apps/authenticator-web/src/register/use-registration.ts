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

const pollMs = 2_500;

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
      // Running polls are cancelled, because their older response could overwrite the new state.
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, stands);
    },
    // The state is read again, because a wrong code changes the number of remaining tries.
    onError: () => queries.invalidateQueries({ queryKey }),
  });
}
