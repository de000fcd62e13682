import Foundation

extension Workstation {
    /// The browser, in the folder of the song or where the program was started.
    func openFiles() {
        let place =
            state.folder?.deletingLastPathComponent() ?? URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        list(place)
    }

    /// Shows a folder once it is listed.
    public func list(_ folder: URL) {
        listings += 1
        let (number, inbox) = (listings, inbox)
        workers.reading {
            let result = Result { try FolderListing(folder) }
            inbox.post { $0.show(result, number: number) }
        }
    }

    private func show(_ result: Result<FolderListing, any Error>, number: Int) {
        guard number == listings else { return }
        switch result {
        case .success(let listing):
            show(.init(kind: .files(folder: listing.folder.path), title: listing.folder.path, items: listing.items))
        case .failure(let error): tell(.error, "\(error)")
        }
    }

    func chooseFile(_ url: URL) {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        if isFolder.boolValue, !FolderListing.isSong(url) { return list(url) }
        state.overlay = nil
        open(url)
    }

    /// A path that was typed instead of chosen.
    func openTyped(_ text: String, in folder: String) {
        let path = text.hasPrefix("/") || text.hasPrefix("~") ? text : folder + "/" + text
        guard let url = PastedPath(path).url, FileManager.default.fileExists(atPath: url.path) else {
            return tell(.warning, "nothing here is called \(text)")
        }
        chooseFile(url)
    }
}
