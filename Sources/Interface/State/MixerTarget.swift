import Signal

/// What a column of the mixer sets.
public enum MixerTarget: Hashable, Sendable {
    case strip(StripID)
    case master
}
