import Music
import Signal

/// Hears what a band must know in order to accompany a voice.
public protocol VocalListening {
    /// - Parameter vocal: any sample rate and number of channels.
    func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) throws -> Heard

    /// Hears only how the voice moves; what is played to is given.
    /// - Parameter sheet: in seconds of the vocal; kept as it is.
    func listen(to vocal: AudioBuffer, playing sheet: LeadSheet) throws -> Heard
}
