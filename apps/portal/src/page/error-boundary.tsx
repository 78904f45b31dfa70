import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { Component, type ReactNode } from "react";

interface State {
  hasFailed: boolean;
}

/** What is left when a page breaks: a word, and a way out. React still asks for a class here. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { hasFailed: false };

  static getDerivedStateFromError(): State {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <BrokenPage /> : this.props.children;
  }
}

function BrokenPage() {
  return (
    <DoorPage
      title="Something went wrong"
      lead="This page has stopped. Nothing that was saved is lost. If loading it again does not help, tell an administrator."
    >
      <FormActions>
        <Button variant="primary" onClick={() => window.location.reload()}>
          Load the page again
        </Button>
      </FormActions>
    </DoorPage>
  );
}
