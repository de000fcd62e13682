import Foundation
import Terminal

enum ThemeCase {
    static func read(_ bytes: [UInt8]) throws {
        try ScratchFile.holding(bytes, "theme.toml") { url in
            _ = try ThemeLoader(folders: []).load(url.path)
        }
    }
}
