import { Component, type ReactNode } from "react";

interface ErrorBoundaryProps {
  /** Shown if a page inside throws. */
  fallback: ReactNode;
  children: ReactNode;
}

/** Shows a way to continue instead of an empty page when rendering fails. React still needs a class for this. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
