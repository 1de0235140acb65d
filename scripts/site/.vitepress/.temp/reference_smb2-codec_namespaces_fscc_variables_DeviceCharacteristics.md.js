import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: DeviceCharacteristics","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/variables/DeviceCharacteristics.md","filePath":"reference/smb2-codec/namespaces/fscc/variables/DeviceCharacteristics.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/variables/DeviceCharacteristics.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-devicecharacteristics" tabindex="-1">Variable: DeviceCharacteristics <a class="header-anchor" href="#variable-devicecharacteristics" aria-label="Permalink to &quot;Variable: DeviceCharacteristics&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">const</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> DeviceCharacteristics</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">:</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> object</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Name</th><th>Type</th><th>Default value</th></tr></thead><tbody><tr><td><a id="property-device_is_mounted"></a> <code>DEVICE_IS_MOUNTED</code></td><td><code>32</code></td><td><code>0x00000020</code></td></tr><tr><td><a id="property-read_only_device"></a> <code>READ_ONLY_DEVICE</code></td><td><code>2</code></td><td><code>0x00000002</code></td></tr><tr><td><a id="property-remote_device"></a> <code>REMOTE_DEVICE</code></td><td><code>16</code></td><td><code>0x00000010</code></td></tr><tr><td><a id="property-removable_media"></a> <code>REMOVABLE_MEDIA</code></td><td><code>1</code></td><td><code>0x00000001</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/variables/DeviceCharacteristics.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DeviceCharacteristics = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DeviceCharacteristics as default
};
