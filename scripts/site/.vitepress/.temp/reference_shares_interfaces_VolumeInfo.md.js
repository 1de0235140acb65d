import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: VolumeInfo","description":"","frontmatter":{},"headers":[],"relativePath":"reference/shares/interfaces/VolumeInfo.md","filePath":"reference/shares/interfaces/VolumeInfo.md"}');
const _sfc_main = { name: "reference/shares/interfaces/VolumeInfo.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-volumeinfo" tabindex="-1">Interface: VolumeInfo <a class="header-anchor" href="#interface-volumeinfo" aria-label="Permalink to &quot;Interface: VolumeInfo&quot;">​</a></h1><p>Everything known of the volume behind a share ([MS-FSCC] 2.5).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-attributes"></a> <code>attributes</code></td><td><code>readonly</code></td><td><code>number</code></td><td>A mask of <code>FileSystemAttributes</code> ([MS-FSCC] 2.5.1).</td></tr><tr><td><a id="property-availableallocationunits"></a> <code>availableAllocationUnits</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>Allocation units that are free for this user.</td></tr><tr><td><a id="property-bytespersector"></a> <code>bytesPerSector</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bytes of a sector: a power of two.</td></tr><tr><td><a id="property-creationtime"></a> <code>creationTime</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>FILETIME.</td></tr><tr><td><a id="property-filesystemname"></a> <code>fileSystemName</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Such as <code>NTFS</code>, which makes clients expect case to be preserved and names of 255 units.</td></tr><tr><td><a id="property-label"></a> <code>label</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name of the volume, as Explorer shows it.</td></tr><tr><td><a id="property-maximumcomponentnamelength"></a> <code>maximumComponentNameLength</code></td><td><code>readonly</code></td><td><code>number</code></td><td>UTF-16 units of one component of a path.</td></tr><tr><td><a id="property-sectorsperallocationunit"></a> <code>sectorsPerAllocationUnit</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Sectors that are allocated together.</td></tr><tr><td><a id="property-serialnumber"></a> <code>serialNumber</code></td><td><code>readonly</code></td><td><code>number</code></td><td>32 bits; the same as long as it is the same volume.</td></tr><tr><td><a id="property-totalallocationunits"></a> <code>totalAllocationUnits</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>Allocation units of the whole volume.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/shares/interfaces/VolumeInfo.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const VolumeInfo = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  VolumeInfo as default
};
