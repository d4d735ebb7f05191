export { audit, type AuditOptions, type Finding } from './audit.ts'
export { cachedFeatures, type CachedFeatures, type KeyProgress, type Store } from './cache.ts'
export { classWeights } from './class-weights.ts'
export { contentHash } from './content-hash.ts'
export { contentHashes } from './content-hashes.ts'
export { classIndices, parts, type Dataset, type Item, type Part } from './dataset.ts'
export { DatasetError } from './dataset-error.ts'
export { Features, type Skipped } from './features.ts'
export { memoryFiles, type FileEntry, type Files } from './files.ts'
export { fixedLength } from './fixed-length.ts'
export { sha1, sha256 } from './hash.ts'
export { type Layout, type ReadOptions } from './layout.ts'
export { layouts } from './layouts.ts'
export { whichSet } from './layouts/speech-commands.ts'
export { Listing } from './listing.ts'
export { loadClips, UnreadableClipError, type ClipOptions, type LoadedClip } from './load-clips.ts'
export { featureReader, loadFeatures, skippedSentence } from './load-features.ts'
export type { ClipFeatures, FeatureOptions, FeatureReader, LoadOptions, LoadProgress } from './load-features.ts'
export { openDataset, recognise, type OpenOptions, type Recognised } from './open-dataset.ts'
export { canonicalList, describeSplit, leakageShare, type Sides, type Split } from './split.ts'
export {
  foldSplit,
  foldSplits,
  foldsOf,
  groupedRandomSplit,
  kFold,
  leaveGroupsOut,
  officialSplit,
  randomSplit,
  type RandomSplitOptions,
} from './splits.ts'
export { synthClip, synthesise, synthFiles, synthLabels, type SynthClip, type SynthOptions } from './synth/synth.ts'
export { synthRate } from './synth/oscillator.ts'
export { summarise, type Summary } from './summary.ts'
export { readAudioHeader, type AudioHeader } from './audio-header.ts'
