import CSndfile
import Foundation

/// Lets libsndfile write into a `TemporaryFile`, so that the reason of the first failed write is known: libsndfile
/// itself does not report one that happens inside FLAC or while closing.
enum SoundFileOutput {
    /// Valid while the file lives.
    static func userData(_ file: TemporaryFile) -> UnsafeMutableRawPointer { Unmanaged.passUnretained(file).toOpaque() }

    static var functions: SF_VIRTUAL_IO {
        SF_VIRTUAL_IO(
            get_filelen: { userData in
                var status = stat()
                return fstat(SoundFileOutput.file(userData)?.descriptor ?? -1, &status) == 0
                    ? sf_count_t(status.st_size) : -1
            },
            seek: { offset, whence, userData in
                sf_count_t(lseek(SoundFileOutput.file(userData)?.descriptor ?? -1, off_t(offset), whence))
            },
            read: { bytes, count, userData in
                sf_count_t(read(SoundFileOutput.file(userData)?.descriptor ?? -1, bytes, Int(count)))
            },
            write: { bytes, count, userData in
                guard let file = SoundFileOutput.file(userData) else { return 0 }
                return file.write(UnsafeRawBufferPointer(start: bytes, count: Int(count))) ? count : 0
            },
            tell: { userData in
                sf_count_t(lseek(SoundFileOutput.file(userData)?.descriptor ?? -1, 0, SEEK_CUR))
            })
    }

    private static func file(_ userData: UnsafeMutableRawPointer?) -> TemporaryFile? {
        userData.map { Unmanaged<TemporaryFile>.fromOpaque($0).takeUnretainedValue() }
    }
}
