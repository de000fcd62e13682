import Music
import Signal

/// Hears what a band must know in order to accompany a voice.
public protocol VocalListening {
    /// - Parameter vocal: any sample rate and number of channels.
    func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) throws -> Heard
}
