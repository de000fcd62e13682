import Foundation

/// What can go wrong with a song's folder, each with a sentence that says what to do.
public enum SongFolderError: Error, Equatable, CustomStringConvertible {
    /// Another program, or another window of this one, holds the song.
    case inUse(URL, process: Int32?)
    case notAFolder(URL)
    /// A folder without `song.json`, takes or a vocal.
    case notASong(URL)
    case alreadyASong(URL)
    case newerSchema(URL, schema: Int)
    case cannotCreate(URL, reason: String)
    case noPermissionToWrite(URL)
    case openedForReading(URL)
    case cannotLock(URL, reason: String)
    /// A take with this number is in the folder already.
    case takeExists(URL)
    case fileOutside(URL, file: String)
    /// A link, a pipe or a device in the place of a plain file or folder: it may lead anywhere.
    case notPlain(URL)
    /// There, but nobody lets it be read: not the same as damaged.
    case cannotRead(URL, reason: String)
    /// Removed, or replaced by another, while it was open.
    case gone(URL)
    case cannotMove(URL, reason: String)
    case cannotEncode(URL, reason: String)

    public var description: String {
        switch self {
        case .inUse(let url, let process):
            "the song \(url.path) is open in another Backline" + (process.map { " (process \($0))" } ?? "")
                + "; close it there first"
        case .notAFolder(let url): "\(url.path) is a file, not a folder with a song"
        case .notASong(let url):
            "\(url.path) holds no song: there is no song.json, no take and no vocal in it; "
                + "open a vocal to make a song of it"
        case .alreadyASong(let url): "\(url.path) holds a song already; open it, or choose another folder"
        case .newerSchema(let url, let schema):
            "\(url.path) was written by a newer Backline (schema \(schema), this one knows up to "
                + "\(Song.currentSchema)); nothing was changed. Update Backline to open it"
        case .cannotCreate(let url, let reason): "cannot make the folder \(url.path): \(reason)"
        case .noPermissionToWrite(let url):
            "no permission to write in \(url.path); copy the song to a folder of your own and open it there"
        case .openedForReading(let url): "the song \(url.path) was opened for reading only; nothing was written"
        case .cannotLock(let url, let reason): "cannot lock \(url.path): \(reason)"
        case .takeExists(let url): "there is a take in \(url.path) already; it was not overwritten"
        case .fileOutside(let url, let file): "\(url.path) names a file outside its folder (\(file)); it is not touched"
        case .notPlain(let url):
            "\(url.path) is a link or no plain file, which a song from somebody else could reach out of its folder with; "
                + "put the file or folder itself in its place"
        case .cannotRead(let url, let reason):
            "\(url.path) can't be read: \(reason); nothing in the song was changed"
        case .gone(let url):
            "the song's folder \(url.path) was removed or replaced while it was open; export what you want to keep, or put "
                + "the folder back"
        case .cannotMove(let url, let reason): "cannot move \(url.path): \(reason)"
        case .cannotEncode(let url, let reason): "cannot write \(url.path): \(reason)"
        }
    }
}
