package vethlab.scenarios;

import org.jspecify.annotations.Nullable;

/// A difference between what a scenario's source shows and what happens here, with its reason.
///
/// @param text what the source shows
/// @param here what stands there instead
/// @param source where the reason can be looked up, or null
public record Difference(String text, String here, String reason, @Nullable String source) {}
