import Foundation

/// Where the data set lies.
public struct POP909Folders: Hashable, Sendable {
    /// POP909: a folder for every song.
    public var original: URL
    /// POP909-CL: a MIDI file for every song.
    public var corrected: URL

    public init(original: URL, corrected: URL) {
        self.original = original
        self.corrected = corrected
    }

    /// - Throws: as `POP909Song` does.
    func song(_ identifier: Int) throws -> POP909Song {
        try POP909Song(identifier: identifier, in: original, cl: corrected)
    }
}
