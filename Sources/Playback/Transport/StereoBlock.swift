/// Room for one block of stereo sound, a channel after the other.
package final class StereoBlock {
    package let left: UnsafeMutableBufferPointer<Float>
    package let right: UnsafeMutableBufferPointer<Float>

    init(frames: Int) {
        left = .allocate(capacity: frames)
        right = .allocate(capacity: frames)
        left.initialize(repeating: 0)
        right.initialize(repeating: 0)
    }

    deinit {
        left.deallocate()
        right.deallocate()
    }

    /// Becomes the other block's history into this one: a linear crossfade over the whole block. Where both are equal
    /// nothing changes.
    func fadeIn(from other: StereoBlock) {
        for (old, new) in [(other.left, left), (other.right, right)] {
            for index in new.indices {
                let weight = (Float(index) + 0.5) / Float(new.count)
                new[index] = old[index] + (new[index] - old[index]) * weight
            }
        }
    }

    /// Left, right, left, ...
    func interleave(into frames: UnsafeMutableBufferPointer<Float>) {
        for index in left.indices {
            frames[2 * index] = left[index]
            frames[2 * index + 1] = right[index]
        }
    }
}
