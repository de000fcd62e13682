import CSndfile
import Foundation

/// A file from some byte on, as libsndfile reads it.
final class FilePart {
    private let descriptor: Int32
    private let start: Int64
    private let length: Int64
    private var position: Int64 = 0

    init(descriptor: Int32, from start: Int64, size: Int64) {
        self.descriptor = descriptor
        self.start = start
        length = size - start
    }

    /// - Parameter info: filled in.
    /// - Returns: nil where libsndfile can't read it; this object must live as long as the handle.
    func open(_ info: inout SF_INFO) -> OpaquePointer? {
        var access = SF_VIRTUAL_IO(
            get_filelen: { FilePart.at($0).length },
            seek: { offset, origin, data in
                let part = FilePart.at(data)
                switch origin {
                case SEEK_CUR: part.position += offset
                case SEEK_END: part.position = part.length + offset
                default: part.position = offset
                }
                part.position = min(max(part.position, 0), part.length)
                return part.position
            },
            read: { bytes, count, data in
                let part = FilePart.at(data)
                let got = pread(
                    part.descriptor, bytes, Int(min(count, part.length - part.position)),
                    off_t(part.start + part.position))
                part.position += Int64(max(got, 0))
                return sf_count_t(max(got, 0))
            }, write: { _, _, _ in 0 }, tell: { FilePart.at($0).position })
        return sf_open_virtual(&access, Int32(SFM_READ), &info, Unmanaged.passUnretained(self).toOpaque())
    }

    private static func at(_ data: UnsafeMutableRawPointer?) -> FilePart {
        guard let data else { preconditionFailure("libsndfile gives back what it was given") }
        return Unmanaged<FilePart>.fromOpaque(data).takeUnretainedValue()
    }
}
